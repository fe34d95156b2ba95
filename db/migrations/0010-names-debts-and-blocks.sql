-- What customers see of a teammate's name, answers that were promised, and customers nobody answers any more.

-- Put before the words when they are sent: whose words these are, at the beginning of a human stretch and at each change of
-- person. Apart from the text, so that the history does not name its author twice.
alter table message
  add column opening text check (length(opening) between 1 and 200),
  add constraint message_opening_of_teammate check (opening is null or (author = 'teammate' and text is not null));

alter table conversation
  -- When a teammate still owes the customer an answer, and who said so. The debt is the team's: it outlives a change of holder.
  add column owed_answer_at timestamptz,
  add column owed_by uuid references teammate,
  -- While it is set, what the customer writes is stored and closed at once.
  add column blocked_at timestamptz,
  add column blocked_by uuid references teammate,
  add column blocked_reason text check (length(blocked_reason) between 1 and 500),
  add constraint conversation_owed_by_somebody check ((owed_answer_at is null) = (owed_by is null)),
  add constraint conversation_owed_by_person check (owed_answer_at is null or handler = 'teammate'),
  add constraint conversation_blocked_by_somebody check ((blocked_at is null) = (blocked_by is null)),
  -- Nobody is on the hook for somebody blocked, and nobody waits.
  add constraint conversation_blocked_has_no_handler check (blocked_at is null or handler = 'ai'),
  add constraint conversation_blocked_reason check (blocked_reason is null or blocked_at is not null);

-- A handoff also ends when its customer is blocked.
alter table handoff
  drop constraint handoff_ended_check,
  add constraint handoff_ended_check check (ended in ('resolved', 'merged', 'blocked')),
  drop constraint handoff_check1,
  add constraint handoff_outcome_of_person check (outcome is null or ended in ('resolved', 'blocked'));

-- Who waits, or is owed an answer: the earlier of the two moments orders them.
create index conversation_waiting_or_owed on conversation (least(waiting_since, owed_answer_at), id)
  where least(waiting_since, owed_answer_at) is not null and merged_into is null;

create trigger conversation_debt_or_block_changed after update on conversation for each row
  when ((old.owed_answer_at, old.owed_by, old.blocked_at, old.blocked_by, old.blocked_reason)
    is distinct from (new.owed_answer_at, new.owed_by, new.blocked_at, new.blocked_by, new.blocked_reason))
  execute function conversation_changed();
