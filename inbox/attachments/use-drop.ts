import { useEffect, useRef, useState, type RefObject } from 'react';

/**
 * Takes files that are dropped anywhere on the conversation around `within`; true while some are held over it. Where they
 * cannot be taken, the browser must not open them in place of the page.
 */
export function useDrop(
  within: RefObject<HTMLElement | null>,
  { isAble, onFiles }: { isAble: boolean; onFiles: (files: Iterable<File>) => void },
): boolean {
  const [isOver, setIsOver] = useState(false);
  const latest = useRef({ isAble, onFiles });
  useEffect(() => {
    latest.current = { isAble, onFiles };
  });
  useEffect(() => {
    const place = within.current?.closest<HTMLElement>('article');
    if (place == null) return undefined;
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = latest.current.isAble ? 'copy' : 'none';
      setIsOver(latest.current.isAble);
    };
    const leave = (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node) || !place.contains(event.relatedTarget)) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      setIsOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      if (latest.current.isAble) latest.current.onFiles(files);
    };
    place.addEventListener('dragover', over);
    place.addEventListener('dragleave', leave);
    place.addEventListener('drop', drop);
    return () => {
      place.removeEventListener('dragover', over);
      place.removeEventListener('dragleave', leave);
      place.removeEventListener('drop', drop);
    };
  }, [within]);
  return isOver;
}
