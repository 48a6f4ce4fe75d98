/** Entry point: registers the elements. Pages and the report use the same ones. */
import { FbEdfMap } from './Calibration/fb-edf-map';
import { FbCurves } from './Figures/fb-curves';
import { FbFigure } from './Figures/fb-figure';
import { FbIntervals } from './Figures/fb-intervals';
import { FbLine } from './Figures/fb-line';
import { FbWaterline } from './Figures/fb-waterline';
import { FbFirms } from './Firm/fb-firms';
import { FbTheme, printLight } from './Layout/fb-theme';
import { FbRanking } from './Market/fb-ranking';
import { FbLoss } from './Portfolio/fb-loss';
import { FbShares } from './Portfolio/fb-shares';
import { FbGroups } from './Validation/fb-groups';
import { FbReliability } from './Validation/fb-reliability';
import { FbRoc } from './Validation/fb-roc';

const start = (): void => {
  customElements.define('fb-theme', FbTheme);
  customElements.define('fb-ranking', FbRanking);
  customElements.define('fb-firms', FbFirms);
  customElements.define('fb-line', FbLine);
  customElements.define('fb-waterline', FbWaterline);
  customElements.define('fb-groups', FbGroups);
  customElements.define('fb-loss', FbLoss);
  customElements.define('fb-shares', FbShares);
  customElements.define('fb-roc', FbRoc);
  customElements.define('fb-reliability', FbReliability);
  customElements.define('fb-edf-map', FbEdfMap);
  customElements.define('fb-intervals', FbIntervals);
  customElements.define('fb-curves', FbCurves);
  customElements.define('fb-figure', FbFigure);
  printLight();
  document.querySelectorAll<HTMLElement>('[data-print]').forEach((b) => {
    b.hidden = false;
    b.addEventListener('click', () => print());
  });
};

if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
else start();
