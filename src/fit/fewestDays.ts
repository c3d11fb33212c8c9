/** The fewest days that tell something: a week. What they do not tell keeps its default, or is drawn towards it. */
export const FEWEST_DAYS = 7;

/** Why a figure is not told of a metric that has fewer. */
export const FEW_DAYS = 'fewer than 7 days that count';
