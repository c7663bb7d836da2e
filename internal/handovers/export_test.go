package handovers

// Acts are the actions that hand personal data over.
func Acts() []Act { return append([]Act{}, data().Acts...) }
