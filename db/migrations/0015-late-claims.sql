-- How many claims of a message in a row came too late for their request to begin: each widens the next one's moment.
alter table message add column late_claims smallint not null default 0 check (late_claims >= 0);
