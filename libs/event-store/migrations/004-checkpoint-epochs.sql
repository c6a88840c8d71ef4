-- The term in which a checkpoint was moved last: writes of an earlier term touch no row.
alter table checkpoints add column epoch bigint not null default 0;
