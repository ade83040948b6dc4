-- When a source was given up, and when each invoice came: on those that came after it the decision does not rest.
alter table claims.migration add column given_up_at timestamptz;
update claims.migration set given_up_at = gone.at
  from events.events gone
 where gone.aggregate_id = 'migration/' || migration.migration and gone.name = 'migration.source-decommissioned';

alter table claims.invoice add column issued_at timestamptz;
update claims.invoice set issued_at = issued.at
  from events.events issued
 where issued.aggregate_id = 'invoice/' || invoice.invoice and issued.sequence = 0;
alter table claims.invoice alter column issued_at set not null;
