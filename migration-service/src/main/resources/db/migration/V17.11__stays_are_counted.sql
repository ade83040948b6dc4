-- Which of his stays a customer's one is, as they began, so that the beginning of the first is corrected and no other's,
-- whatever was entered before. First comes the oldest on the node he was added on.
alter table claims.stay add column nth integer;
update claims.stay set nth = counted.nth
  from (select stay.customer, stay.node, stay.since,
               row_number() over (partition by stay.customer order by stay.node is distinct from added.payload ->> 'node', stay.since) as nth
          from claims.stay
          left join events.events added on added.aggregate_id = 'customer/' || stay.customer and added.name = 'customer.added'
       ) counted
 where stay.customer = counted.customer and stay.node = counted.node and stay.since = counted.since;
alter table claims.stay
    alter column nth set not null,
    drop constraint stay_pkey,
    add primary key (customer, nth);

-- A correction that had gone to another stay; whoever has left the node is judged by what was known when he did.
update claims.stay set since = customer.on_source_since
  from claims.customer
 where customer.customer = stay.customer and stay.nth = 1 and stay.until is null and stay.since <> customer.on_source_since;

-- Taken before it was remembered when a customer first moved; they are made anew.
delete from events.snapshots where aggregate_type = 'Customer';
