/** Puts something on a list; the returned function takes it off. */
export function enlist<T>(list: Set<T>, entry: T, onChange: () => void): () => void {
  list.add(entry);
  onChange();
  return () => {
    list.delete(entry);
    onChange();
  };
}
