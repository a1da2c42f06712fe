// Plays a recorded process again: its lines, its words on standard error, its end.
#ifndef FAKE_REPLAY_H
#define FAKE_REPLAY_H

int replay_run(const char *folder);

#endif
