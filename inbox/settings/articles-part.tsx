import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { Me } from '../../api/contract/sign-in';
import { ArticleList } from './article-list';
import { ArticlePage } from './article-page';
import { OnlyOwners } from './only-owners';
import { OpenArticle } from './open-article';
import { WriteArticle } from './write-article';

/** What the AI answers from. Which article is open stands in the address; `new` is one that is not stored yet. */
export function ArticlesPart({ me }: { me: Me }) {
  const [search] = useSearchParams();
  const [, navigate] = useLocation();
  const [find, setFind] = useState('');
  const openId = search.get('article');
  const [lastOpenId, setLastOpenId] = useState(openId);
  const close = () => navigate(articlePath(null));
  if (openId === 'new' && me.role === 'owner')
    return (
      <WriteArticle
        me={me}
        article={null}
        onClose={close}
        onStored={(id) => {
          setLastOpenId(id);
          navigate(articlePath(id), { replace: true });
        }}
      />
    );
  if (openId === 'new')
    return (
      <ArticlePage title="New article">
        <OnlyOwners what="write and change articles" />
      </ArticlePage>
    );
  if (openId !== null) return <OpenArticle key={openId} id={openId} me={me} onClose={close} />;
  return (
    <ArticleList
      me={me}
      find={find}
      onFind={setFind}
      lastOpenId={lastOpenId}
      onOpen={setLastOpenId}
      pathOf={articlePath}
    />
  );
}

function articlePath(id: string | null): string {
  return id === null ? '/settings/articles' : `/settings/articles?article=${encodeURIComponent(id)}`;
}
