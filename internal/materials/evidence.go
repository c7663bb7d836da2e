package materials

// evidence is what the file that proves a consent is held against. No case asks for it.
var evidence = Requirement{Kind: File, Limit: "proof"}

// EvidenceFault says why a readable file can't prove a consent, and what to do; "" when it can.
func EvidenceFault(m Measured) string {
	checks, _ := Examine(evidence, m)
	return faults(checks)
}
