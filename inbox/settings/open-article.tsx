import { Text } from '@mantine/core';
import type { Me } from '../../api/contract/sign-in';
import { Refused } from '../server/problem';
import { useArticle } from '../server/articles';
import { useNow } from '../words/use-now';
import { ArticlePage } from './article-page';
import { whyUnused } from './article-use';
import { Nothing } from './nothing';
import { OnlyOwners } from './only-owners';
import { Reading } from './reading';
import { WriteArticle } from './write-article';

interface OpenArticleProps {
  id: string;
  me: Me;
  onClose: () => void;
}

/** A stored article: for owners to change, for others to read. */
export function OpenArticle({ id, me, onClose }: OpenArticleProps) {
  const article = useArticle(id);
  const now = useNow();
  if (article.data === undefined) {
    const isGone = article.error instanceof Refused && article.error.status === 404;
    return (
      <ArticlePage title="Article">
        {isGone ? (
          <Nothing title="There is no such article">It may have been deleted.</Nothing>
        ) : (
          <Reading queries={[article]} what="the article" />
        )}
      </ArticlePage>
    );
  }
  if (me.role === 'owner') return <WriteArticle me={me} article={article.data} onClose={onClose} />;
  const unused = whyUnused(article.data, now);
  return (
    <ArticlePage title={article.data.title}>
      <OnlyOwners what="write and change articles" />
      {unused !== null && <Text fw={600}>{unused}: the AI does not use this article.</Text>}
      <div className="foreign" dir="auto">
        {article.data.content}
      </div>
    </ArticlePage>
  );
}
