/** Until the list is there it looks like the other lists; the list brings its own. */
export { listFaces as styles } from '../../styles/list-faces.js';
