// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccounts} from "../../../contracts/interfaces/IAccounts.sol";
import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {Vm} from "../base/Vm.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @title What the tests of accounts elsewhere start from
/// @notice Alice's inbox, with Bob as second wallet, Carol as recovery, and a guardian in office.
abstract contract AccountsTest is InboxRegistryTest {
    string internal constant SOLANA =
        "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv";
    /// @dev A zero, a lone continuation, an overlong slash, half a surrogate pair, bytes that no UTF-8 has, a cut character.
    bytes internal constant NOT_TEXT = hex"0080c0afeda080fffee282";
    bytes32 internal constant UNKNOWN = keccak256("unknown");

    Account internal guardian = makeAccount("guardian");
    bytes32 internal inboxId;

    function setUp() public override {
        super.setUp();
        inboxId = registerInbox(alice.addr, carol.addr);
        link(carol.addr, inboxId, bob);
        setGuardian(carol.addr, inboxId, guardian.addr);
        vm.warp(NOW + RECOVERY_DELAY);
    }

    /// @dev An account's name of that many bytes.
    function nameOf(uint256 length) internal pure returns (string memory) {
        return string(filledWith("a", length));
    }

    function filledWith(bytes1 filler, uint256 length) internal pure returns (bytes memory filled) {
        filled = new bytes(length);
        for (uint256 i = 0; i < length; ++i) filled[i] = filler;
    }

    /// @dev The one log since `vm.recordLogs`, which is the registry's.
    function onlyLog() internal returns (bytes32[] memory topics, bytes memory data) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1);
        vm.assertEq(logs[0].emitter, address(registry));
        return (logs[0].topics, logs[0].data);
    }

    function expectNotWallet(bytes32 inboxId_, address account) internal {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWallet.selector, inboxId_, account));
    }

    function expectLengthOutOfRange(uint256 length) internal {
        vm.expectRevert(abi.encodeWithSelector(IAccounts.AccountLengthOutOfRange.selector, length, 1, 171));
    }
}
