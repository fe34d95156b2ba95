import {
  IconArrowsExchange,
  IconArticle,
  IconKey,
  IconMessage2Bolt,
  IconUserCircle,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';

export const PARTS = ['handoffs', 'team', 'you', 'api-keys', 'articles', 'saved-replies'] as const;

export type Part = (typeof PARTS)[number];

export const PART_WORDS: Record<Part, { name: string; PartIcon: Icon }> = {
  handoffs: { name: 'Handoffs', PartIcon: IconArrowsExchange },
  team: { name: 'Team', PartIcon: IconUsers },
  you: { name: 'You', PartIcon: IconUserCircle },
  'api-keys': { name: 'API keys', PartIcon: IconKey },
  articles: { name: 'Articles', PartIcon: IconArticle },
  'saved-replies': { name: 'Saved replies', PartIcon: IconMessage2Bolt },
};
