extension TransportError {
  /// The system's words for the number, for people: `no such file or directory`. Empty when there is no number.
  package var systemText: String {
    // libuv numbers its errors like the system does, with the sign changed.
    number == 0 ? "" : UVStatus.text(number > 0 ? -number : number)
  }
}
