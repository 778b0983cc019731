// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The cheatcodes that our tests use
/// @notice Hardhat answers these at a fixed address during `hardhat test solidity` (forge does too). Only what is used
/// is declared here: when a test needs another one, add it, after checking that Hardhat knows it.
interface Vm {
    /* TYPES */

    /// @notice A log as emitted: up to four topics, the first of them the event's own.
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    /* ACCOUNTS */

    function addr(uint256 privateKey) external pure returns (address);

    /// @dev Low-s signature by secp256k1, `v` 27 or 28.
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);

    /// @dev The same in 64 bytes (EIP-2098).
    function signCompact(uint256 privateKey, bytes32 digest) external pure returns (bytes32 r, bytes32 vs);

    function label(address account, string calldata name) external;

    /* CALLER */

    /// @notice The next call, view calls included, comes from `sender`.
    function prank(address sender) external;

    function startPrank(address sender) external;

    function stopPrank() external;

    /* WORLD */

    /// @param timestamp Unix seconds.
    function warp(uint256 timestamp) external;

    function chainId(uint256 id) external;

    /// @param balance In wei.
    function deal(address account, uint256 balance) external;

    function etch(address account, bytes calldata runtimeCode) external;

    /// @notice The creation code of a contract, by its name, as built.
    /// @dev `new` would have the compiler generate that contract again inside of every test that deploys it.
    function getCode(string calldata name) external view returns (bytes memory);

    function load(address account, bytes32 slot) external view returns (bytes32);

    function snapshotState() external returns (uint256 snapshotId);

    function revertToState(uint256 snapshotId) external returns (bool);

    /* EXPECTATIONS */

    /// @notice The next call reverts, with whatever it says: prefer an exact expectation.
    function expectRevert() external;

    /// @notice The next call reverts with an error that has no arguments.
    function expectRevert(bytes4 selector) external;

    /// @notice The next call reverts with exactly these bytes: `abi.encodeWithSelector(Error.selector, arguments…)`.
    function expectRevert(bytes calldata revertData) external;

    /// @notice The next call reverts with this error, whatever its arguments.
    function expectPartialRevert(bytes4 selector) external;

    /// @notice The next call emits, among others and in this order, the events emitted by the test after this.
    function expectEmit() external;

    function expectEmit(address emitter) external;

    function expectEmit(bool topic1, bool topic2, bool topic3, bool data, address emitter) external;

    /// @notice The next call emits this exactly `count` times; 0 means never.
    function expectEmit(address emitter, uint64 count) external;

    function expectCall(address callee, bytes calldata data) external;

    function expectCall(address callee, bytes calldata data, uint64 count) external;

    /* OBSERVATION */

    function recordLogs() external;

    /// @notice The logs since {recordLogs}, or since this was last called.
    function getRecordedLogs() external returns (Log[] memory);

    /// @notice Starts to record storage reads and writes.
    function record() external;

    function accesses(address account) external returns (bytes32[] memory reads, bytes32[] memory writes);

    /* EIP-712 */

    /// @notice `hashStruct` by an implementation that is not ours.
    /// @param encoded `abi.encode(value)` of the struct as declared, not of its hashed members.
    function eip712HashStruct(string calldata definition, bytes calldata encoded) external pure returns (bytes32);

    /* FUZZING */

    /// @notice Drops the fuzz run when false. Prefer {Test.bound}, which drops none.
    function assume(bool condition) external pure;

    /* ASSERTIONS */

    function assertTrue(bool condition) external pure;

    function assertTrue(bool condition, string calldata message) external pure;

    function assertFalse(bool condition) external pure;

    function assertFalse(bool condition, string calldata message) external pure;

    function assertEq(bool left, bool right) external pure;

    function assertEq(bool left, bool right, string calldata message) external pure;

    function assertEq(uint256 left, uint256 right) external pure;

    function assertEq(uint256 left, uint256 right, string calldata message) external pure;

    function assertEq(int256 left, int256 right) external pure;

    function assertEq(int256 left, int256 right, string calldata message) external pure;

    function assertEq(address left, address right) external pure;

    function assertEq(address left, address right, string calldata message) external pure;

    function assertEq(bytes32 left, bytes32 right) external pure;

    function assertEq(bytes32 left, bytes32 right, string calldata message) external pure;

    function assertEq(string calldata left, string calldata right) external pure;

    function assertEq(bytes calldata left, bytes calldata right) external pure;

    function assertEq(bytes calldata left, bytes calldata right, string calldata message) external pure;

    function assertEq(uint256[] calldata left, uint256[] calldata right) external pure;

    function assertEq(address[] calldata left, address[] calldata right) external pure;

    function assertEq(bytes32[] calldata left, bytes32[] calldata right) external pure;

    function assertNotEq(uint256 left, uint256 right) external pure;

    function assertNotEq(address left, address right) external pure;

    function assertNotEq(bytes32 left, bytes32 right) external pure;

    function assertLt(uint256 left, uint256 right) external pure;

    function assertLt(uint256 left, uint256 right, string calldata message) external pure;

    function assertGt(uint256 left, uint256 right) external pure;

    function assertGt(uint256 left, uint256 right, string calldata message) external pure;

    function assertGe(uint256 left, uint256 right) external pure;

    function assertGe(uint256 left, uint256 right, string calldata message) external pure;

    /* TEXT */

    function toString(address value) external pure returns (string memory);

    function toString(bytes32 value) external pure returns (string memory);

    function toString(uint256 value) external pure returns (string memory);

    function toLowercase(string calldata value) external pure returns (string memory);
}
