import { TbArrowsExchange, TbArticle, TbKey, TbMessage2Bolt, TbUserCircle, TbUsers } from 'react-icons/tb';
import type { IconType } from 'react-icons';

export const PARTS = ['handoffs', 'team', 'you', 'api-keys', 'articles', 'saved-replies'] as const;

export type Part = (typeof PARTS)[number];

export const PART_WORDS: Record<Part, { name: string; PartIcon: IconType }> = {
  handoffs: { name: 'Handoffs', PartIcon: TbArrowsExchange },
  team: { name: 'Team', PartIcon: TbUsers },
  you: { name: 'You', PartIcon: TbUserCircle },
  'api-keys': { name: 'API keys', PartIcon: TbKey },
  articles: { name: 'Articles', PartIcon: TbArticle },
  'saved-replies': { name: 'Saved replies', PartIcon: TbMessage2Bolt },
};
