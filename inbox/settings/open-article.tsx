import type { Me } from '../../api/contract/sign-in';
import { Refused } from '../server/problem';
import { useArticle } from '../server/articles';
import { ArticlePage } from './article-page';
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
  return (
    <ArticlePage title={article.data.title}>
      <OnlyOwners what="write and change articles" />
      <div className="foreign" dir="auto">
        {article.data.content}
      </div>
    </ArticlePage>
  );
}
