package workflow

// The codes of the graph that the program itself goes by, because they name a verb or a
// paper of its own. Everything else it asks of the graph. A test holds them against the
// data, and another one keeps such codes from standing anywhere else.
const (
	ActionUndo     = "case.undo"    // moves are read by it before there is a graph to ask
	ActionCorrect  = "move.correct" // likewise
	ActionAgree    = "run.agree"
	ActionHold     = "case.hold"
	ActionResume   = "case.resume"
	ActionVoid     = "case.void"
	ActionAddSite  = "site.add"
	ActionDropSite = "site.drop"
	ActionRevoke   = "revoke.confirm" // closing a case takes it as its first step
)

const (
	StageTemplate      = "template"       // a rule asks whether people changed after it passed
	StageDomain        = "domain"         // a rule asks since when the domain is verified
	StageNumber        = "number"         // papers tell when the numbers came
	StagePoliceSubject = "police-subject" // the portal's forms are named by the stages that fill them in
	StagePoliceSite    = "police-site"    // likewise
	StageRevoke        = "revoke"         // closing a case tells how far it is
)

// StepSubmitted is the step at which a stage is with its reviewer.
const StepSubmitted = "submitted"
