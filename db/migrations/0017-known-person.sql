-- When a teammate undid a closing as spam or as another machine's reply: a person writes here, and nothing is closed so again.
alter table conversation add column known_person_at timestamptz;
