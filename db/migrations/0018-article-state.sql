-- The AI answers from an article that is published and still valid. Those that were there before are both, for ever.
alter table article
  add column state text not null default 'published' check (state in ('draft', 'published')),
  add column valid_until timestamptz check (isfinite(valid_until));
