// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccountsTest} from "./AccountsTest.sol";

contract InboxRegistryUnlinkAccountTest is AccountsTest {
    /* CALLER */

    function test_RevertGiven_CallerIsNoWalletOfTheInbox() external {
        expectNotWallet(inboxId, mallory.addr);
        _unlink(mallory.addr, inboxId, SOLANA);

        registerInbox(mallory.addr);
        expectNotWallet(inboxId, mallory.addr);
        _unlink(mallory.addr, inboxId, SOLANA);
    }

    function test_RevertGiven_CallerIsRecoveryOrGuardianAlone() external {
        expectNotWallet(inboxId, carol.addr);
        _unlink(carol.addr, inboxId, SOLANA);
        expectNotWallet(inboxId, guardian.addr);
        _unlink(guardian.addr, inboxId, SOLANA);
    }

    function test_RevertGiven_InboxIsNotRegistered() external {
        expectNotWallet(UNKNOWN, alice.addr);
        _unlink(alice.addr, UNKNOWN, SOLANA);
    }

    function test_RevertGiven_InboxIsZero() external {
        expectNotWallet(0, mallory.addr);
        _unlink(mallory.addr, 0, SOLANA);
    }

    function test_RevertGiven_CallerIsNoWallet_BeforeItLooksAtTheAccount() external {
        expectNotWallet(inboxId, mallory.addr);
        _unlink(mallory.addr, inboxId, "");
    }

    /* ACCOUNT */

    function test_RevertWhen_AccountLengthIsOutOfRange() external {
        expectLengthOutOfRange(0);
        _unlink(alice.addr, inboxId, "");
        expectLengthOutOfRange(172);
        _unlink(alice.addr, inboxId, nameOf(172));
    }

    /* IN ORDER */

    function test_EmitsAccountUnlinked() external {
        vm.prank(alice.addr);
        registry.linkAccount(inboxId, SOLANA, "");

        _expectUnlinked(bob.addr, SOLANA);
    }

    function test_EmitsAccountUnlinkedForAnAccountThatWasNeverLinked() external {
        _expectUnlinked(alice.addr, SOLANA);
        _expectUnlinked(alice.addr, SOLANA);
    }

    function test_TakesNamesOf1AndOf171Bytes() external {
        _expectUnlinked(alice.addr, nameOf(1));
        _expectUnlinked(alice.addr, nameOf(171));
    }

    function test_PassesAnyBytesOnAsTheyCame() external {
        _expectUnlinked(alice.addr, string(NOT_TEXT));
        _expectUnlinked(alice.addr, string(filledWith(0, 171)));
    }

    function test_WritesNothing() external {
        vm.record();
        _unlink(alice.addr, inboxId, SOLANA);
        (, bytes32[] memory writes) = vm.accesses(address(registry));

        vm.assertEq(writes.length, 0);
    }

    /* PARTS */

    function _unlink(address caller, bytes32 inboxId_, string memory account) private {
        vm.prank(caller);
        registry.unlinkAccount(inboxId_, account);
    }

    /// @dev The log is taken apart by hand, so that a byte too many is seen too.
    function _expectUnlinked(address caller, string memory account) private {
        vm.recordLogs();
        _unlink(caller, inboxId, account);
        (bytes32[] memory topics, bytes memory data) = onlyLog();

        vm.assertEq(topics.length, 3);
        vm.assertEq(topics[0], keccak256("AccountUnlinked(bytes32,address,string)"));
        vm.assertEq(topics[1], inboxId);
        vm.assertEq(topics[2], bytes32(uint256(uint160(caller))));
        vm.assertEq(data, abi.encode(account));
    }
}
