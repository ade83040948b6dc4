create table claims.invoice (
    invoice text primary key,
    customer text not null,
    from_day date not null,
    to_day date not null,
    state text not null,
    content uuid not null
);
create index invoice_by_customer on claims.invoice (customer, from_day);

-- Each customer's times on nodes, with what is still to be settled for each. Judged anew only when an event of that
-- customer or of one of his invoices happens, so asking about a node never looks at all its customers.
create table claims.stay (
    customer text not null,
    cluster text not null,
    node text not null,
    since timestamptz not null,
    until timestamptz,
    time_zone text not null,
    stated boolean not null,
    verdict text not null,
    uncovered_days bigint not null,
    owed int not null,
    primary key (customer, node, since)
);
create index stay_unsettled on claims.stay (cluster, node, customer, since) where verdict in ('OWING', 'UNCOVERED');

-- Ended stays by verdict; each count is the sum of several rows, as with claims.customer_count.
create table claims.settlement_count (
    cluster text not null,
    node text not null,
    verdict text not null,
    stripe smallint not null,
    n bigint not null,
    primary key (cluster, node, verdict, stripe)
) with (fillfactor = 50);

create table views.invoice (
    invoice text primary key,
    customer text not null,
    from_day date not null,
    to_day date not null,
    terms text not null,
    amount numeric,
    currency text,
    state text not null,
    issued_at timestamptz not null,
    paid_on date,
    reason text,
    approver text
);
create index invoice_view_by_customer on views.invoice (customer, invoice);
create index invoice_view_by_state on views.invoice (state, invoice);
