export { panel as styles } from '../../styles/panel.js';
