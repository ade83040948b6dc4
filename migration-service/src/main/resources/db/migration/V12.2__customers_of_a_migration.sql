-- Members of a wave by how far they are, and who moved last.
create index customer_by_wave on claims.customer (migration, wave, state) where migration is not null;
create index customer_moved_last on claims.customer (migration, moved_at) where state = 'MOVED';
