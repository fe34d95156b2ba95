-- Files that teammates send, messages sent again, and what a teammate knows of a message that nobody could confirm.

-- A file waits without a message until somebody sends it. WhatsApp's id of it is empty until it was uploaded there.
alter table media alter column message_id drop not null;
alter table media add column conversation_id uuid references conversation;
alter table media add column uploaded_by uuid references teammate;
alter table media add column wa_uploaded_at timestamptz;
alter table media add constraint media_has_a_place check (message_id is not null or conversation_id is not null);
alter table media add constraint media_has_a_source check (wa_media_id <> '' or uploaded_by is not null);
create index media_without_message on media (created_at) where message_id is null;

-- The message that this one repeats: at most one, however often somebody clicks.
alter table message add column resend_of uuid unique references message;
-- A teammate knows that it arrived, whatever WhatsApp did not say.
alter table message add column arrived_at timestamptz;
alter table message add column arrived_by uuid references teammate;
alter table message add constraint message_arrival_has_a_witness check ((arrived_at is null) = (arrived_by is null));

create function message_told() returns trigger language plpgsql as $$
begin
  perform note_change(new.conversation_id, array[new.id]);
  return null;
end $$;
create trigger message_arrived after update of arrived_at on message for each row
  when (old.arrived_at is distinct from new.arrived_at) execute function message_told();
