create table claims.label (label text primary key, counter_id text not null);
create table views.counter (counter_id text primary key, label text not null, value int not null, filled boolean not null);
