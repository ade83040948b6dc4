-- Whoever shows users the way hears when a node says something else than before, a contact centre's among them.
create trigger report_told after insert or update of told on claims.node_report
    for each statement execute function claims.tell_deployment_changed();
