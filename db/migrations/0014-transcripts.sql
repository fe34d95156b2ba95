-- What customers say in voice notes: a model writes it down, and it becomes the text of the message, marked as heard.

-- Null for whatever nobody listens to. `failed` keeps the file for people's ears.
alter table media add column listening text check (listening in ('pending', 'done', 'failed'));
alter table media add column listening_error text;
alter table media add constraint media_listening_says_why check ((listening = 'failed') = (listening_error is not null));
create index media_to_listen_to on media (created_at) where listening = 'pending';

-- Since when the text is what a model heard; null for words that somebody wrote.
alter table message add column transcribed_at timestamptz check (transcribed_at is null or author = 'customer');
