-- Whether a member follows a domain name is kept up with his corrections, and with it how many of a wave do.
alter table claims.wave_member add column by_domain boolean not null default false;
update claims.wave_member set by_domain = true
  from claims.customer where customer.customer = wave_member.customer and customer.reached_by = 'DOMAIN';
alter table claims.wave_member alter column by_domain drop default;

-- Only where waves are still started: what is over stays as it was told.
update claims.wave
   set by_domain = (select count(*) filter (where member.by_domain) from claims.wave_member member
                     where member.migration = wave.migration and member.wave = wave.wave)
  from claims.migration
 where migration.migration = wave.migration and migration.phase in ('PLANNED', 'RUNNING', 'REMOVING');
