-- Of a stay's beginning and of its end a person may have said when they were, or not. Until now every move was attested, and
-- so was the end of each stay that has ended.
alter table claims.stay rename column stated to since_stated;
alter table claims.stay add column until_stated boolean;
update claims.stay set until_stated = until is not null;
alter table claims.stay alter column until_stated set not null;
