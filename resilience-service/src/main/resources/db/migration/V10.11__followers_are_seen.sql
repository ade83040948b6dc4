-- Where a follower was brought is what we believe; when a look last found out, and whether it was there, is what we know.
alter table claims.follower
    add column seen_at    timestamptz,
    add column seen_there boolean not null default false;
