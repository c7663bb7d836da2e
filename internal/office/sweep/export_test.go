package sweep

// SetMost makes places name fewer, until the function given is called.
func SetMost(n int) (back func()) {
	was := most
	most = n
	return func() { most = was }
}
