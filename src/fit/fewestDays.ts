/** The fewest days that tell something: a week. What they do not tell keeps its default, or is drawn towards it. */
export const FEWEST_DAYS = 7;
