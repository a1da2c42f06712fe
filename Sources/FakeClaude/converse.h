// A CLI that keeps a conversation: the step `converse`.
#ifndef FAKE_CONVERSE_H
#define FAKE_CONVERSE_H

#include "text.h"

/// Answers prompts until the input ends. `fault` says how `/clear` goes wrong; empty for as it should.
void converse(Slice fault);

#endif
