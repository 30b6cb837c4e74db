package main

import "context"

// childPool is child processes of one kind, kept for the next request. It is safe for concurrent use and answers as
// many requests at once as it has processes.
type childPool struct {
	children []*child
	free     chan *child
}

// newChildPool describes so many processes that read page images with an engine; each starts with its first request.
func newChildPool(processes int, kind, engine string, limits childLimits) childPool {
	p := childPool{free: make(chan *child, processes)}
	for range processes {
		c := newChild(kind, limits)
		c.engine = engine
		p.children = append(p.children, c)
		p.free <- c
	}
	return p
}

// Close stops the processes.
func (p *childPool) Close() {
	for _, c := range p.children {
		c.Close()
	}
}

// call sends a request to a process that is free, once there is one.
func (p *childPool) call(ctx context.Context, request *childRequest) (*childResponse, error) {
	select {
	case c := <-p.free:
		defer func() { p.free <- c }()
		return c.call(ctx, request)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
