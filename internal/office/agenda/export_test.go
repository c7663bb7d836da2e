package agenda

// SetMostFollowups makes files break off earlier, until the function given is called.
func SetMostFollowups(n int) (back func()) {
	was := mostFollowups
	mostFollowups = n
	return func() { mostFollowups = was }
}
