-- Where a follower is and what a node says is forgotten with the definition that names it, also of those of before.
delete from claims.follower f using claims.deployment d
 where d.deployment = f.deployment
   and case when f.follower = 'edge' then jsonb_typeof(d.definition -> 'edge') is distinct from 'object'
            else not jsonb_path_exists(d.definition, '$.mds[*] ? (@ == $name)',
                                       jsonb_build_object('name', substr(f.follower, length('mds-') + 1))) end;

delete from claims.node_report r using claims.deployment d
 where d.deployment = r.deployment
   and r.node is distinct from d.definition #>> '{main,id}'
   and r.node is distinct from d.definition #>> '{standby,id}'
   and r.node is distinct from d.definition #>> '{cc,main,id}'
   and r.node is distinct from d.definition #>> '{cc,standby,id}';

-- Taken before followers were forgotten so, and before what a switchover left was remembered through the next; made anew.
delete from events.snapshots where aggregate_type = 'Deployment';
