// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {Vm} from "../base/Vm.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract CreditsTest is PostOfficeTest {
    Account private _other = makeAccount("other");

    function setUp() public override {
        super.setUp();
        fund(_other.addr);
    }

    function test_SameAccountAndTokenAreMerged() public {
        IStamps.Stamp[] memory stamps = _posted([bob.addr, bob.addr, bob.addr], [NATIVE, NATIVE, NATIVE]);
        vm.prank(alice.addr);
        _assertTransfers(abi.encodeCall(office.collect, (stamps)), 2);
        assertBalance(recovery.addr, NATIVE, 3 * STAKE);
        assertBalance(relay.addr, NATIVE, 3 * CARRIAGE);
    }

    function test_AdmissionsAreMerged() public {
        IStamps.Stamp[] memory stamps = _posted([bob.addr, _other.addr, bob.addr], [NATIVE, NATIVE, NATIVE]);
        vm.prank(relay.addr);
        _assertTransfers(abi.encodeCall(office.admit, (stamps)), 1);
        assertBalance(relay.addr, NATIVE, 3 * CARRIAGE);
    }

    function test_RefundsToAlternatingSenders() public {
        IStamps.Stamp[] memory stamps = _posted([bob.addr, _other.addr, bob.addr], [NATIVE, NATIVE, NATIVE]);
        vm.warp(EXPIRES_AT);
        vm.prank(mallory.addr);
        _assertTransfers(abi.encodeCall(office.expire, (stamps)), 3);
        assertBalance(bob.addr, NATIVE, 2 * POSTAGE);
        assertBalance(_other.addr, NATIVE, POSTAGE);
    }

    function test_ReturnsToAlternatingSenders() public {
        IStamps.Stamp[] memory stamps = _posted([bob.addr, _other.addr, bob.addr], [NATIVE, NATIVE, NATIVE]);
        vm.prank(alice.addr);
        _assertTransfers(abi.encodeCall(office.returnToSender, (stamps)), 4);
        assertBalance(bob.addr, NATIVE, 2 * STAKE);
        assertBalance(_other.addr, NATIVE, STAKE);
        assertBalance(relay.addr, NATIVE, 3 * CARRIAGE);
    }

    function test_AlternatingTokens() public {
        address usd = address(dollar);
        IStamps.Stamp[] memory stamps = _posted([bob.addr, bob.addr, bob.addr], [usd, NATIVE, usd]);
        uint256 snapshot = vm.snapshotState();
        vm.prank(alice.addr);
        _assertTransfers(abi.encodeCall(office.collect, (stamps)), 6);
        assertBalance(recovery.addr, NATIVE, STAKE);
        assertBalance(recovery.addr, usd, 2 * STAKE);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
        assertBalance(relay.addr, usd, 2 * CARRIAGE);

        vm.revertToState(snapshot);
        vm.prank(relay.addr);
        _assertTransfers(abi.encodeCall(office.admit, (stamps)), 3);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
        assertBalance(relay.addr, usd, 2 * CARRIAGE);
    }

    function test_AlternatingRelays() public {
        IStamps.Stamp[] memory stamps = new IStamps.Stamp[](3);
        for (uint256 i = 0; i < 3; ++i) {
            stamps[i] = stampOf(NATIVE, i);
            if (i == 1) stamps[i].relay = carol.addr;
            post(stamps[i]);
        }
        vm.prank(alice.addr);
        _assertTransfers(abi.encodeCall(office.collect, (stamps)), 4);
        assertBalance(relay.addr, NATIVE, 2 * CARRIAGE);
        assertBalance(carol.addr, NATIVE, CARRIAGE);
        assertBalance(recovery.addr, NATIVE, 3 * STAKE);
    }

    function test_AlternatingPayouts() public {
        vm.prank(alice.addr);
        registry.unlinkWallet(inboxId, alice.addr);
        setUpRelayCollection();
        IStamps.Stamp[] memory stamps = new IStamps.Stamp[](3);
        for (uint256 i = 0; i < 3; ++i) {
            stamps[i] = stampOf(NATIVE, i);
            stamps[i].inboxId = i == 1 ? malloryInboxId : registry.inboxOf(carol.addr);
            post(stamps[i]);
        }
        vm.prank(relay.addr);
        _assertTransfers(abi.encodeCall(office.collect, (stamps)), 4);
        assertBalance(recovery.addr, NATIVE, 2 * STAKE);
        assertBalance(mallory.addr, NATIVE, STAKE);
        assertBalance(relay.addr, NATIVE, 3 * CARRIAGE);
    }

    /// @dev Bob writes to himself by his own relay: stake, carriage and refund all go to one account.
    function test_StakeAndCarriageToTheSameAccount() public {
        bytes32 id = registerInbox(carol.addr, carol.addr);
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        (stamp.inboxId, stamp.relay) = (id, carol.addr);
        post(stamp);
        vm.prank(carol.addr);
        _assertTransfers(abi.encodeCall(office.collect, (only(stamp))), 2);
        assertBalance(carol.addr, NATIVE, POSTAGE);
    }

    function test_NoTransferOfNothing() public {
        IStamps.Stamp[] memory stamps = new IStamps.Stamp[](2);
        for (uint256 i = 0; i < 2; ++i) {
            stamps[i] = stampOf(NATIVE, i);
            (stamps[i].relay, stamps[i].carriage) = (address(0), 0);
            post(stamps[i]);
        }
        vm.prank(alice.addr);
        _assertTransfers(abi.encodeCall(office.collect, (stamps)), 1);
    }

    /// @dev Relay 0 and the native token are what the first, empty run names too.
    function test_ARelayAfterNoRelay() public {
        IStamps.Stamp[] memory stamps = both(stampOf(NATIVE, 1), stampOf(NATIVE, 2));
        (stamps[0].relay, stamps[0].carriage) = (address(0), 0);
        post(stamps[0]);
        post(stamps[1]);
        vm.prank(alice.addr);
        _assertTransfers(abi.encodeCall(office.collect, (stamps)), 2);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
        assertBalance(recovery.addr, NATIVE, 2 * STAKE);
    }

    function test_PassedOverInBetween() public {
        IStamps.Stamp[] memory stamps = _posted([bob.addr, bob.addr, bob.addr], [NATIVE, NATIVE, NATIVE]);
        collectAs(alice.addr, stamps[1]);
        vm.prank(alice.addr);
        _assertTransfers(abi.encodeCall(office.collect, (stamps)), 2);
        assertBalance(recovery.addr, NATIVE, 3 * STAKE);
        assertBalance(relay.addr, NATIVE, 3 * CARRIAGE);
    }

    function test_OpenAndAdmittedTogether() public {
        IStamps.Stamp[] memory stamps = _posted([bob.addr, bob.addr, bob.addr], [NATIVE, NATIVE, NATIVE]);
        admitAs(relay.addr, stamps[1]);
        vm.warp(EXPIRES_AT);
        vm.prank(mallory.addr);
        _assertTransfers(abi.encodeCall(office.expire, (stamps)), 1);
        assertBalance(bob.addr, NATIVE, 3 * STAKE + 2 * CARRIAGE);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
    }

    function test_SignedAnswersAreMerged() public {
        IStamps.Stamp[] memory stamps = _posted([bob.addr, _other.addr, bob.addr], [NATIVE, NATIVE, NATIVE]);
        admitAs(relay.addr, stamps[2]);
        uint256 snapshot = vm.snapshotState();
        bytes memory signature = signAnswer(alice, stamps, true);
        _assertTransfers(abi.encodeCall(office.settleFor, (stamps, true, alice.addr, signature)), 2);
        assertBalance(recovery.addr, NATIVE, 3 * STAKE);
        assertBalance(relay.addr, NATIVE, 3 * CARRIAGE);

        vm.revertToState(snapshot);
        signature = signAnswer(alice, stamps, false);
        _assertTransfers(abi.encodeCall(office.settleFor, (stamps, false, alice.addr, signature)), 4);
        assertBalance(bob.addr, NATIVE, 2 * STAKE);
        assertBalance(_other.addr, NATIVE, STAKE);
        assertBalance(relay.addr, NATIVE, 3 * CARRIAGE);
    }

    function test_SignedAnswersInAlternatingTokens() public {
        address usd = address(dollar);
        IStamps.Stamp[] memory stamps = _posted([bob.addr, bob.addr, bob.addr], [usd, NATIVE, usd]);
        bytes memory signature = signAnswer(alice, stamps, true);
        _assertTransfers(abi.encodeCall(office.settleFor, (stamps, true, alice.addr, signature)), 6);
        assertBalance(recovery.addr, NATIVE, STAKE);
        assertBalance(recovery.addr, usd, 2 * STAKE);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
        assertBalance(relay.addr, usd, 2 * CARRIAGE);
    }

    /// @dev Whatever the order, everyone gets the sum of what is theirs.
    function testFuzz_SumsAreTheSame(uint8[12] memory choices, bool returns_) public {
        IStamps.Stamp[] memory stamps = new IStamps.Stamp[](12);
        address[2] memory senders = [bob.addr, _other.addr];
        address[3] memory relays = [relay.addr, carol.addr, bob.addr];
        for (uint256 i = 0; i < 12; ++i) {
            stamps[i] = stampOf(choices[i] & 1 == 0 ? NATIVE : address(dollar), i);
            stamps[i].sender = senders[(choices[i] >> 1) & 1];
            stamps[i].relay = relays[(choices[i] >> 2) % 3];
            stamps[i].stake += choices[i];
            stamps[i].carriage += uint96(i);
            post(stamps[i]);
        }
        vm.prank(alice.addr);
        returns_ ? office.returnToSender(stamps) : office.collect(stamps);

        address[5] memory people = [bob.addr, _other.addr, relay.addr, carol.addr, recovery.addr];
        for (uint256 p = 0; p < people.length; ++p) {
            uint256[2] memory due;
            for (uint256 i = 0; i < 12; ++i) {
                uint256 token = stamps[i].token == NATIVE ? 0 : 1;
                if (stamps[i].relay == people[p]) due[token] += stamps[i].carriage;
                if ((returns_ ? stamps[i].sender : recovery.addr) == people[p]) due[token] += stamps[i].stake;
            }
            assertBalance(people[p], NATIVE, due[0]);
            assertBalance(people[p], address(dollar), due[1]);
        }
    }

    /// @dev Carol's and Mallory's inboxes both let relays collect.
    function setUpRelayCollection() private {
        bytes32 id = registerInbox(carol.addr, recovery.addr);
        vm.prank(carol.addr);
        office.setTerms(id, NATIVE, STAKE, WINDOW, true);
        vm.prank(mallory.addr);
        office.setTerms(malloryInboxId, NATIVE, STAKE, WINDOW, true);
    }

    function _posted(
        address[3] memory senders,
        address[3] memory tokens
    ) private returns (IStamps.Stamp[] memory stamps) {
        stamps = new IStamps.Stamp[](3);
        for (uint256 i = 0; i < 3; ++i) {
            stamps[i] = stampOf(tokens[i], i);
            stamps[i].sender = senders[i];
            post(stamps[i]);
        }
    }

    /// @dev Makes the call, as pranked before, and counts its ledger transfers.
    function _assertTransfers(bytes memory call, uint256 expected) private {
        vm.recordLogs();
        (bool success, ) = address(office).call(call);
        vm.assertTrue(success);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 transfers = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IERC6909.Transfer.selector) ++transfers;
        }
        vm.assertEq(transfers, expected, "transfers");
    }
}
