// The default mode: answers every prompt with messages as fast as the pipe takes them, and measures control requests.
#ifndef FAKE_YARDSTICK_H
#define FAKE_YARDSTICK_H

int yardstick_run(void);

#endif
