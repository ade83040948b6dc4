-- It holds orders to CC nodes, role pages and media servers as well.
alter table claims.stop_order rename to repeated_order;
alter index claims.stop_order_pkey rename to repeated_order_pkey;
