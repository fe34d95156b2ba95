-- What Resend said about a mail before its answer to the send was stored; taken when the mail learns its id.
create table early_email_event (
  provider_id text not null,
  kind text not null check (kind in ('delivered', 'undeliverable')),
  received_at timestamptz not null default now(),
  primary key (provider_id, kind)
);
