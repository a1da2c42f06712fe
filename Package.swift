// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built with the same settings; each line names the proposal behind it.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),  // SE-0335
  .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
  .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
  .enableExperimentalFeature("Lifetimes"),  // SE-0446 and its successors
  .strictMemorySafety(),  // SE-0458
  .treatAllWarnings(as: .error),  // SE-0443
]

/// `AGENT_CORE_ONLY=1` keeps everything with a heavy dependency out of the graph, so that sanitizer, fuzz and
/// callgrind builds take seconds.
let coreOnly = Context.environment["AGENT_CORE_ONLY"] == "1"
/// `AGENT_FUZZ=1` adds the libFuzzer targets, `AGENT_BENCHMARKS=1` the benchmark drivers; both need `package` access.
let withFuzzers = Context.environment["AGENT_FUZZ"] == "1"
let withBenchmarks = Context.environment["AGENT_BENCHMARKS"] == "1"

/// What is fuzzed counts its branches for libFuzzer, and lets the fuzzers see its inside.
let fuzzed = strict + [.unsafeFlags(["-sanitize=fuzzer", "-enable-testing"])]

let package = Package(
  name: "claude-agent-sdk-swift",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "ClaudeAgentSDK", targets: ["ClaudeAgentSDK"]),
    .library(name: "ClaudeAgentTestKit", targets: ["ClaudeAgentTestKit"]),
    .executable(name: "fake-claude", targets: ["FakeClaude"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2")
  ],
  targets: [
    .systemLibrary(
      name: "CUV", pkgConfig: "libuv", providers: [.apt(["libuv1-dev"]), .brew(["libuv"])]),
    .target(
      name: "CSimdJSON",
      // Without NDEBUG simdjson keeps its asserts in release builds, which doubles the cost of a text.
      cxxSettings: [.define("NDEBUG")],
      linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CSpawn"),
    .target(
      name: "FastTransport", dependencies: ["CUV", "CSimdJSON", "CSpawn"],
      swiftSettings: withFuzzers ? fuzzed : strict),
    .target(
      name: "ClaudeAgentSDK",
      dependencies: ["FastTransport", .product(name: "Logging", package: "swift-log")],
      swiftSettings: strict),
    .target(
      name: "ClaudeAgentTestKit", dependencies: ["ClaudeAgentSDK", "FastTransport"], swiftSettings: strict),
    .executableTarget(name: "FakeClaude"),
    .target(
      name: "RecordingSupport", dependencies: ["ClaudeAgentSDK"], path: "Tests/Support/RecordingSupport",
      swiftSettings: strict),
    .executableTarget(
      name: "SoakProbe", dependencies: ["ClaudeAgentSDK", "RecordingSupport"], path: "Tests/Support/SoakProbe",
      swiftSettings: strict),
    .executableTarget(
      name: "conversation-probe", dependencies: ["ClaudeAgentSDK", "RecordingSupport"],
      path: "Tests/Support/ConversationProbe", swiftSettings: strict),

    .executableTarget(
      name: "session-probe", dependencies: ["ClaudeAgentSDK"], path: "Tests/Support/SessionProbe",
      swiftSettings: strict),

    // A host to be killed, and one whose resources can be counted: tests need a process of their own for both.
    .executableTarget(
      name: "guardian-probe", dependencies: ["FastTransport"], path: "Tests/Support/GuardianProbe",
      swiftSettings: strict),
    .testTarget(
      name: "FastTransportTests", dependencies: ["FastTransport", "CSpawn", "FakeClaude", "guardian-probe"],
      swiftSettings: strict),
    .testTarget(
      name: "ClaudeAgentSDKTests",
      dependencies: [
        "ClaudeAgentSDK", "ClaudeAgentTestKit", "FastTransport", "FakeClaude", "RecordingSupport", "SoakProbe",
        .product(name: "Logging", package: "swift-log"), .product(name: "InMemoryLogging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WireConformanceTests",
      dependencies: ["ClaudeAgentSDK", "ClaudeAgentTestKit", "FakeClaude", "FastTransport", "RecordingSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ConversationConformanceTests",
      dependencies: ["ClaudeAgentSDK", "FakeClaude", "RecordingSupport", "conversation-probe"],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)

if !coreOnly {
  package.dependencies += [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ]
  package.products += [
    .library(name: "ClaudeAgentSimulator", targets: ["ClaudeAgentSimulator"]),
    .library(name: "ClaudeAgentMetrics", targets: ["ClaudeAgentMetrics"]),
    .library(name: "ClaudeAgentTracing", targets: ["ClaudeAgentTracing"]),
    .library(name: "ClaudeAgentService", targets: ["ClaudeAgentService"]),
    .executable(name: "claude-agent", targets: ["ClaudeAgentCLI"]),
  ]
  package.targets += [
    .target(
      name: "ClaudeAgentSimulator",
      dependencies: [.product(name: "FlyingSocks", package: "FlyingFox")],
      swiftSettings: strict),
    .target(
      name: "ClaudeAgentMetrics",
      dependencies: [
        "ClaudeAgentSDK", .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
      ],
      swiftSettings: strict),
    .target(
      name: "ClaudeAgentTracing",
      dependencies: ["ClaudeAgentSDK", .product(name: "Tracing", package: "swift-distributed-tracing")],
      swiftSettings: strict),
    .target(
      name: "ClaudeAgentService",
      dependencies: ["ClaudeAgentSDK", .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")],
      swiftSettings: strict),
    .testTarget(
      name: "ClaudeAgentMetricsTests",
      dependencies: [
        "ClaudeAgentMetrics", "ClaudeAgentTracing", "ClaudeAgentSDK",
        .product(name: "MetricsTestKit", package: "swift-metrics"),
        .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ClaudeAgentServiceTests",
      dependencies: [
        "ClaudeAgentService", "ClaudeAgentSDK", "FakeClaude",
        .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "ClaudeAgentCLI",
      dependencies: [
        "ClaudeAgentSDK", "ClaudeAgentSimulator",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ClaudeAgentSimulatorTests",
      dependencies: ["ClaudeAgentSimulator", .product(name: "FlyingSocks", package: "FlyingFox")],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["ClaudeAgentSDK", "ClaudeAgentSimulator", "ClaudeAgentTestKit", "FakeClaude", "SoakProbe"],
      swiftSettings: strict),
    .testTarget(
      name: "ClaudeAgentCLITests",
      dependencies: [
        "ClaudeAgentCLI", "ClaudeAgentSDK", "FakeClaude",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
  ]
}

if withBenchmarks {
  package.targets += [
    .executableTarget(
      name: "SDKDriver", dependencies: ["ClaudeAgentSDK"], path: "Benchmarks/SDKDriver", swiftSettings: strict),
    .executableTarget(
      name: "StageDriver", dependencies: ["FastTransport"], path: "Benchmarks/Stages", swiftSettings: strict),
  ]
  if !coreOnly {
    package.targets += [
      .systemLibrary(name: "CEpoll", path: "Benchmarks/CEpoll"),
      .executableTarget(
        name: "RealDriver",
        dependencies: [
          "ClaudeAgentSDK", "ClaudeAgentSimulator", .target(name: "CEpoll", condition: .when(platforms: [.linux])),
        ],
        path: "Benchmarks/RealCLI", swiftSettings: strict),
    ]
  }
}

if withFuzzers {
  package.targets += [
    .target(name: "FuzzDriver", path: "Tests/Fuzz/Driver"),
    .target(name: "Judge", path: "Tests/Fuzz/Judge", swiftSettings: strict),
  ]
  package.targets += ["FuzzFramer", "FuzzJSONView"].map { name in
    .executableTarget(
      name: name, dependencies: ["FastTransport", "FuzzDriver", "Judge"], path: "Tests/Fuzz/\(name)",
      swiftSettings: fuzzed + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
  }
}
