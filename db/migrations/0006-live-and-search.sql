-- What open pages hear of: one row for each transaction and conversation it changed. Also what each teammate has seen, and
-- what makes all messages searchable.

-- Readers go by (xid, conversation_id) and stop at the oldest transaction still running: an id alone loses rows that commit
-- out of order. No foreign key: its lock on the conversation would make marks wait for changes of handler.
create table conversation_change (
  xid xid8 not null default pg_current_xact_id(),
  conversation_id uuid not null,
  -- Which messages it was about; null when there were too many to name.
  message_ids uuid[] default '{}',
  -- Set when it concerns nobody but this teammate: what they have seen.
  teammate_id uuid,
  at timestamptz not null default now(),
  primary key (xid, conversation_id)
);

-- What has been deleted for its age: a reader whose place lies there has missed something and must read everything again.
create table change_horizon (
  only_row boolean primary key default true check (only_row),
  pruned_through xid8 not null default '0'
);
insert into change_horizon default values;

-- Wakes the readers at the commit. Postgres lets one notifying transaction commit at a time in the whole database, which
-- would halve what it can store: of several at once one notifies, and readers look again soon after they heard something.
create function notify_readers() returns void language plpgsql as $$
begin
  if pg_try_advisory_xact_lock(2026, 6) then perform pg_notify('conversation_change', ''); end if;
end $$;

-- Notes a change once per transaction. Only the own transaction can conflict here.
create function note_change(changed uuid, messages uuid[]) returns void language plpgsql as $$
begin
  if messages = '{}' then
    insert into conversation_change (conversation_id) values (changed) on conflict do nothing;
  else
    insert into conversation_change as c (conversation_id, message_ids)
      values (changed, case when cardinality(messages) <= 100 then messages end)
      on conflict (xid, conversation_id) do update set message_ids =
        case when cardinality(c.message_ids) + cardinality(excluded.message_ids) <= 100 then c.message_ids || excluded.message_ids end
        where not c.message_ids @> excluded.message_ids or excluded.message_ids is null;
  end if;
  perform notify_readers();
end $$;

create function conversation_changed() returns trigger language plpgsql as $$
begin
  perform note_change(new.id, '{}');
  return null;
end $$;
create trigger conversation_made after insert on conversation for each row execute function conversation_changed();
-- Not rung_at, rings, work and work_at: marks of the ring that nobody sees. Nor newest_placed_at: it comes with a message.
create trigger conversation_changed after update on conversation for each row
  when ((old.customer_id, old.phone_number_id, old.handler, old.epoch, old.handoff_id, old.assignee_id, old.holder_id,
      old.held_since, old.language, old.last_number, old.last_message_at, old.last_customer_message_at, old.waiting_since,
      old.merged_into)
    is distinct from (new.customer_id, new.phone_number_id, new.handler, new.epoch, new.handoff_id, new.assignee_id,
      new.holder_id, new.held_since, new.language, new.last_number, new.last_message_at, new.last_customer_message_at,
      new.waiting_since, new.merged_into))
  execute function conversation_changed();

-- By statement: a merge moves a whole history at once.
create function messages_made() returns trigger language plpgsql as $$
begin
  perform note_change(conversation_id, array_agg(id)) from now_there group by conversation_id;
  return null;
end $$;
create trigger messages_made after insert on message referencing new table as now_there
  for each statement execute function messages_made();

-- Not the bookkeeping of attempts: claimed_at, attempts, attempt_over, next_attempt_at.
create function messages_changed() returns trigger language plpgsql as $$
begin
  perform note_change(n.conversation_id, array_agg(n.id)) from now_there n join was_there o using (id)
    where (o.conversation_id, o.number, o.placed_at, o.kind, o.text, o.payload, o.wa_message_id, o.reply_to, o.edited_at,
        o.revoked_at, o.state, o.error, o.settled_by, o.turn_id, o.handoff_id)
      is distinct from (n.conversation_id, n.number, n.placed_at, n.kind, n.text, n.payload, n.wa_message_id, n.reply_to,
        n.edited_at, n.revoked_at, n.state, n.error, n.settled_by, n.turn_id, n.handoff_id)
    group by n.conversation_id;
  return null;
end $$;
create trigger messages_changed after update on message referencing old table as was_there new table as now_there
  for each statement execute function messages_changed();

create function handoff_changed() returns trigger language plpgsql as $$
begin
  perform note_change(new.conversation_id, '{}');
  return null;
end $$;
create trigger handoff_changed after insert or update on handoff for each row execute function handoff_changed();

create function handoff_step_changed() returns trigger language plpgsql as $$
begin
  perform note_change(conversation_id, '{}') from handoff where id = new.handoff_id;
  return null;
end $$;
create trigger handoff_step_changed after insert or update on handoff_step for each row
  execute function handoff_step_changed();

create function media_changed() returns trigger language plpgsql as $$
begin
  perform note_change(conversation_id, array[id]) from message where id = new.message_id;
  return null;
end $$;
create trigger media_changed after insert or update on media for each row execute function media_changed();

create function customer_changed() returns trigger language plpgsql as $$
begin
  perform note_change(id, '{}') from conversation where customer_id = new.id and merged_into is null;
  return null;
end $$;
create trigger customer_changed after update on customer for each row
  when ((old.name, old.phone, old.username) is distinct from (new.name, new.phone, new.username))
  execute function customer_changed();

-- Up to which message a teammate has read, by its number; it never goes back.
create table conversation_seen (
  conversation_id uuid not null references conversation,
  teammate_id uuid not null references teammate,
  number bigint not null,
  at timestamptz not null default now(),
  primary key (conversation_id, teammate_id)
);

-- For the teammate's other pages. Where the same transaction changed the conversation, everybody hears of it anyway.
create function conversation_seen_changed() returns trigger language plpgsql as $$
begin
  insert into conversation_change (conversation_id, teammate_id) values (new.conversation_id, new.teammate_id)
    on conflict do nothing;
  perform notify_readers();
  return null;
end $$;
create trigger conversation_seen_changed after insert or update on conversation_seen for each row
  execute function conversation_seen_changed();

create extension if not exists pg_trgm;
create index customer_by_words on customer using gin (name gin_trgm_ops, username gin_trgm_ops, phone gin_trgm_ops);
-- Cut, because a vector takes no more than a megabyte and a message must be stored whatever its length.
create index message_by_words on message using gin (to_tsvector('simple', left(text, 20000)));
create index message_by_letters on message using gin (text gin_trgm_ops);
