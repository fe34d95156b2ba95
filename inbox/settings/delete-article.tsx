import type { Article } from '../../api/contract/article';
import { useDeleteArticle } from '../server/articles';
import { AskOnce } from './ask-once';
import { tellDone } from './tell';

interface DeleteArticleProps {
  article: Article;
  onDeleted: () => void;
  onClose: () => void;
}

export function DeleteArticle({ article: { id, title }, onDeleted, onClose }: DeleteArticleProps) {
  const { mutate, isPending, error } = useDeleteArticle();
  return (
    <AskOnce
      title="Delete this article?"
      words="Delete"
      isDoing={isPending}
      error={error}
      onClose={onClose}
      onDo={() =>
        mutate(id, {
          onSuccess: () => {
            tellDone('The article is deleted.');
            onDeleted();
          },
        })
      }
    >
      <span className="foreign">“{title}” is gone for good, and the AI no longer answers from it.</span>
    </AskOnce>
  );
}
