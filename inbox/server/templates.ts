import { useQuery } from '@tanstack/react-query';
import type { Templates } from '../../api/contract/template';
import { request } from './request';

/** The approved templates, as WhatsApp lists them. */
export function useTemplates() {
  return useQuery({
    queryKey: ['templates'],
    queryFn: () => request<Templates>('GET', '/api/templates'),
    select: ({ items }) => items,
  });
}
