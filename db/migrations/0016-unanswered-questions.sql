-- Questions that no article answered. The turns themselves keep them: one that handed off as `cannot_resolve`, or that only
-- asked which of some articles was meant. Turns that answered cost nothing: they are not in this index.
create index turn_without_answer on turn (created_at desc, id desc)
  where (kind = 'handoff' and decision ->> 'reason' = 'cannot_resolve')
     or (kind = 'reply' and decision ->> 'nonAnswer' = 'true');

-- What became of such a question; an open one has no row.
create table unanswered_question (
  turn_id uuid primary key references turn,
  status text not null check (status in ('answered', 'dismissed')),
  -- What answers it now; null once that article is deleted.
  article_id uuid references article on delete set null,
  teammate_id uuid not null references teammate,
  at timestamptz not null default now(),
  check (article_id is null or status = 'answered')
);
create index unanswered_question_by_article on unanswered_question (article_id) where article_id is not null;
