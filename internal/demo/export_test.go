package demo

// NewPlanOf is NewPlan with another number of cases that have a story of their own.
var NewPlanOf = newPlan
