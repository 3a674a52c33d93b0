/** Until the composer is there it looks like the lists that are read. */
export { listFaces as styles } from '../../styles/list-faces.js';
