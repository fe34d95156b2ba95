/** The product's sign. Decoration: the name stands beside it. */
export function Mark({ size }: { size: number }) {
  return <img src="/favicon.svg" alt="" width={size} height={size} />;
}
