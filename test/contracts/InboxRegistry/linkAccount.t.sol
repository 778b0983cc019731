// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccounts} from "../../../contracts/interfaces/IAccounts.sol";
import {MockPuppet} from "../../../contracts/mocks/MockPuppet.sol";
import {AccountsTest} from "./AccountsTest.sol";

contract InboxRegistryLinkAccountTest is AccountsTest {
    bytes private _proof = filledWith(0x5a, 64);

    /* CALLER */

    function test_RevertGiven_CallerIsNoWalletOfTheInbox() external {
        expectNotWallet(inboxId, mallory.addr);
        _link(mallory.addr, inboxId);

        registerInbox(mallory.addr);
        expectNotWallet(inboxId, mallory.addr);
        _link(mallory.addr, inboxId);
    }

    function test_RevertGiven_CallerIsRecoveryOrGuardianAlone() external {
        expectNotWallet(inboxId, carol.addr);
        _link(carol.addr, inboxId);
        expectNotWallet(inboxId, guardian.addr);
        _link(guardian.addr, inboxId);
    }

    function test_RevertGiven_CallerIsAWalletThatHasLeft() external {
        vm.prank(bob.addr);
        registry.unlinkWallet(inboxId, bob.addr);

        expectNotWallet(inboxId, bob.addr);
        _link(bob.addr, inboxId);
    }

    function test_RevertGiven_InboxIsNotRegistered() external {
        expectNotWallet(UNKNOWN, alice.addr);
        _link(alice.addr, UNKNOWN);
    }

    function test_RevertGiven_InboxIsZero() external {
        expectNotWallet(0, mallory.addr);
        _link(mallory.addr, 0);
    }

    function test_RevertGiven_CallerIsNoWallet_BeforeItLooksAtAccountAndProof() external {
        expectNotWallet(inboxId, mallory.addr);
        _link(mallory.addr, inboxId, "", new bytes(2_049));
    }

    /* ACCOUNT */

    function test_RevertWhen_AccountLengthIsOutOfRange() external {
        expectLengthOutOfRange(0);
        _link(alice.addr, inboxId, "", _proof);
        expectLengthOutOfRange(172);
        _link(alice.addr, inboxId, nameOf(172), _proof);
        expectLengthOutOfRange(4_096);
        _link(alice.addr, inboxId, nameOf(4_096), _proof);
    }

    function test_RevertWhen_AccountHasTooManyBytesInFewCharacters() external {
        // 86 letters of two bytes each.
        string memory account = nameOf(0);
        for (uint256 i = 0; i < 86; ++i) account = string.concat(account, unicode"é");

        expectLengthOutOfRange(172);
        _link(alice.addr, inboxId, account, _proof);
    }

    function test_RevertWhen_AccountLengthIsOutOfRange_BeforeItLooksAtTheProof() external {
        expectLengthOutOfRange(172);
        _link(alice.addr, inboxId, nameOf(172), new bytes(2_049));
    }

    /* PROOF */

    function test_RevertWhen_ProofIsTooLong() external {
        vm.expectRevert(abi.encodeWithSelector(IAccounts.AccountProofTooLong.selector, 2_049, 2_048));
        _link(alice.addr, inboxId, SOLANA, new bytes(2_049));
        vm.expectRevert(abi.encodeWithSelector(IAccounts.AccountProofTooLong.selector, 9_999, 2_048));
        _link(alice.addr, inboxId, SOLANA, new bytes(9_999));
    }

    /* IN ORDER */

    function test_EmitsAccountLinked() external {
        _expectLinked(alice.addr, SOLANA, _proof);
        _expectLinked(bob.addr, SOLANA, _proof);
    }

    function test_TakesNamesOf1AndOf171Bytes() external {
        _expectLinked(alice.addr, nameOf(1), _proof);
        _expectLinked(alice.addr, nameOf(171), _proof);
    }

    function test_TakesProofsOf0AndOf2048Bytes() external {
        _expectLinked(alice.addr, SOLANA, "");
        _expectLinked(alice.addr, SOLANA, filledWith(0xa5, 2_048));
    }

    function test_PassesAnyBytesOnAsTheyCame() external {
        _expectLinked(alice.addr, string(hex"00"), hex"00");
        _expectLinked(alice.addr, string(NOT_TEXT), hex"ff00");
        _expectLinked(alice.addr, string(filledWith(0xff, 171)), filledWith(0, 2_048));
    }

    function testFuzz_PassesAnyBytesOnAsTheyCame(bytes calldata account, bytes calldata proof) external {
        vm.assume(account.length >= 1 && account.length <= 171 && proof.length <= 2_048);
        _expectLinked(alice.addr, string(account), proof);
    }

    function test_WritesNothing() external {
        vm.record();
        _link(alice.addr, inboxId);
        (, bytes32[] memory writes) = vm.accesses(address(registry));

        vm.assertEq(writes.length, 0);
    }

    function test_WorksAgainAndInAnotherInbox() external {
        bytes32 other = registerInbox(mallory.addr);
        _expectLinked(alice.addr, SOLANA, _proof);
        _expectLinked(alice.addr, SOLANA, "");

        vm.expectEmit(address(registry));
        emit IAccounts.AccountLinked(other, mallory.addr, SOLANA, _proof);
        _link(mallory.addr, other);
    }

    function test_SimplyIsCalledByAccountsWithCode() external {
        MockPuppet account = MockPuppet(deployArtifact("MockReentrantReceiver", ""));
        bytes32 other = registerInbox(address(account));
        vm.etch(alice.addr, abi.encodePacked(hex"ef0100", account));

        vm.expectEmit(address(registry));
        emit IAccounts.AccountLinked(other, address(account), SOLANA, "");
        account.act(address(registry), abi.encodeCall(registry.linkAccount, (other, SOLANA, "")), 0);

        vm.expectEmit(address(registry));
        emit IAccounts.AccountLinked(inboxId, alice.addr, SOLANA, "");
        MockPuppet(alice.addr).act(address(registry), abi.encodeCall(registry.linkAccount, (inboxId, SOLANA, "")), 0);
    }

    /* PARTS */

    function _link(address caller, bytes32 inboxId_) private {
        _link(caller, inboxId_, SOLANA, _proof);
    }

    function _link(address caller, bytes32 inboxId_, string memory account, bytes memory proof) private {
        vm.prank(caller);
        registry.linkAccount(inboxId_, account, proof);
    }

    /// @dev The log is taken apart by hand, so that a byte too many is seen too.
    function _expectLinked(address caller, string memory account, bytes memory proof) private {
        vm.recordLogs();
        _link(caller, inboxId, account, proof);
        (bytes32[] memory topics, bytes memory data) = onlyLog();

        vm.assertEq(topics.length, 3);
        vm.assertEq(topics[0], keccak256("AccountLinked(bytes32,address,string,bytes)"));
        vm.assertEq(topics[1], inboxId);
        vm.assertEq(topics[2], bytes32(uint256(uint160(caller))));
        vm.assertEq(data, abi.encode(account, proof));
    }
}
