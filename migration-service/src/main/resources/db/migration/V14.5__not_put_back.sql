-- Who could not be told (refused) and who could not be put back are two counts: the end of a wave's reversal overwrote the
-- first with the second. A replay of the projection brings the first back.
alter table views.wave add column not_put_back integer not null default 0;
update views.wave set not_put_back = refused, refused = 0 where phase = 'REVERTED';
