// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {MockHostilePermitToken} from "../../../contracts/mocks/MockHostilePermitToken.sol";
import {MockPuppet} from "../../../contracts/mocks/MockPuppet.sol";
import {MockReentrantReceiver} from "../../../contracts/mocks/MockReentrantReceiver.sol";
import {MockReentrantToken} from "../../../contracts/mocks/MockReentrantToken.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract ReentrancyTest is PostOfficeTest {
    MockReentrantToken private _token;
    MockReentrantReceiver private _receiver;

    /// @dev Both hostile contracts have money of several kinds in the ledger, so that only the guard stops them.
    function setUp() public override {
        super.setUp();
        _token = new MockReentrantToken();
        _receiver = new MockReentrantReceiver();
        _token.mint(bob.addr, PLENTY);
        vm.prank(bob.addr);
        _token.approve(address(office), PLENTY);
        vm.prank(alice.addr);
        office.setTerms(inboxId, address(_token), STAKE, WINDOW, false);

        address[2] memory hostile = [address(_token), address(_receiver)];
        for (uint256 i = 0; i < hostile.length; ++i) {
            credit(hostile[i], NATIVE, 2 * POSTAGE);
            credit(hostile[i], address(dollar), POSTAGE);
        }
        credit(mallory.addr, NATIVE, PLENTY);
    }

    function test_WhilePulled_MovingTokensIsRefused() public {
        bytes[4] memory calls = [
            abi.encodeCall(office.withdraw, (NATIVE, 1, address(_token))),
            abi.encodeCall(office.withdraw, (address(dollar), 1, address(_token))),
            abi.encodeCall(office.deposit, (address(dollar), address(_token), 1)),
            abi.encodeCall(office.post, (inputOf(stampOf(address(_token), 9))))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            _token.arm(address(office), calls[i], 0);
            vm.prank(bob.addr);
            office.deposit(address(_token), bob.addr, 10);
            _assertRefused(_token);
            assertBalance(bob.addr, address(_token), 10 * (i + 1));
        }
        assertBalance(address(_token), NATIVE, 2 * POSTAGE);
        assertBalance(address(_token), address(dollar), POSTAGE);
    }

    function test_WhilePulled_ANativePostIsBooked() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        stamp.sender = address(_token);
        _token.arm(address(office), abi.encodeCall(office.post, (inputOf(stamp))), 0);
        vm.prank(bob.addr);
        office.deposit(address(_token), bob.addr, 10);

        vm.assertTrue(_token.succeeded());
        assertWord(idOf(stamp), IStamps.StampStatus.Open, false, false, NOW, 0);
        assertBalance(address(_token), NATIVE, POSTAGE);
        assertBalance(bob.addr, address(_token), 10);
    }

    /// @dev A stamp is open before it is paid, within one call. Its token, as the recipient, takes the stake meanwhile.
    function test_WhilePulled_AnswersToThatStampStand() public {
        IStamps.Stamp memory stamp = _toTheToken();
        _token.arm(address(office), abi.encodeCall(office.collect, (only(stamp))), 0);
        bytes32 id = post(stamp);

        vm.assertTrue(_token.succeeded());
        assertWord(id, IStamps.StampStatus.Collected, false, true, NOW, NOW);
        assertBalance(address(_token), address(_token), STAKE);
        assertBalance(relay.addr, address(_token), CARRIAGE);
        assertHeld(address(_token), POSTAGE);
    }

    /// @dev Alice's answer to a stamp that is being paid, handed in by its token.
    function test_WhilePulled_ASignedAnswerStands() public {
        IStamps.Stamp memory stamp = stampOf(address(_token), 1);
        _token.arm(address(office), _settleForOf(stamp), 0);
        bytes32 id = post(stamp);

        vm.assertEq(abi.decode(_token.answered(), (uint256)), 1);
        assertWord(id, IStamps.StampStatus.Collected, false, true, NOW, NOW);
        assertBalance(recovery.addr, address(_token), STAKE);
        assertHeld(address(_token), POSTAGE);
    }

    function test_WhilePulled_ASignedAnswerIsUndoneWithThePayment() public {
        IStamps.Stamp memory stamp = stampOf(address(_token), 1);
        _token.arm(address(office), _settleForOf(stamp), 0);
        _token.setShortBy(1);
        vm.expectRevert(
            abi.encodeWithSelector(ILedger.TokenAmountMismatch.selector, address(_token), POSTAGE, POSTAGE - 1)
        );
        post(stamp);
        vm.assertEq(uint8(statusOf(idOf(stamp))), uint8(IStamps.StampStatus.None));
        assertBalance(recovery.addr, address(_token), 0);
    }

    function test_WhilePulled_ASignedStampIsBooked() public {
        credit(bob.addr, NATIVE, POSTAGE);
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes memory signature = sign(bob, idOf(stamp));
        _token.arm(address(office), abi.encodeCall(office.postFor, (bob.addr, inputOf(stamp), signature)), 0);
        vm.prank(bob.addr);
        office.deposit(address(_token), bob.addr, 10);

        vm.assertEq(abi.decode(_token.answered(), (bytes32)), idOf(stamp));
        assertWord(idOf(stamp), IStamps.StampStatus.Open, false, false, NOW, 0);
        assertBalance(bob.addr, NATIVE, 0);
        assertBalance(bob.addr, address(_token), 10);
    }

    /// @dev Bob's signature is good, and stays so: its nonce is not used.
    function test_WhilePulled_WithdrawingForAnotherIsRefused() public {
        credit(bob.addr, NATIVE, 5);
        bytes memory call = _withdrawForOf(5, carol.addr, 0);
        _token.arm(address(office), call, 0);
        vm.prank(bob.addr);
        office.deposit(address(_token), bob.addr, 10);
        _assertRefused(_token);
        vm.assertEq(office.nonces(bob.addr), 0);

        (bool success, ) = address(office).call(call);
        vm.assertTrue(success);
        vm.assertEq(carol.addr.balance, 5);
    }

    function test_WhileAuthorised_MovingTokensIsRefused() public {
        MockHostilePermitToken token = _permitToken();
        bytes[5] memory calls = [
            abi.encodeCall(office.withdraw, (address(dollar), 1, address(token))),
            abi.encodeCall(office.deposit, (address(dollar), address(token), 1)),
            abi.encodeCall(office.depositWithPermit, (address(dollar), address(token), 1, NOW, 0, 0, 0)),
            abi.encodeCall(
                office.depositWithAuthorization,
                (address(token), bob.addr, mallory.addr, 10, 0, 0, 0, 0, 0, 0)
            ),
            _withdrawForOf(5, carol.addr, 0)
        ];
        credit(bob.addr, NATIVE, 5);
        for (uint256 i = 0; i < calls.length; ++i) {
            token.arm(address(office), calls[i], 0);
            office.depositWithAuthorization(address(token), bob.addr, carol.addr, 10, 0, 0, 0, 0, 0, 0);
            _assertRefused(token);
            assertBalance(carol.addr, address(token), 10 * (i + 1));
            assertHeld(address(token), 10 * (i + 1));
        }
        assertBalance(address(token), address(dollar), POSTAGE);
        assertBalance(mallory.addr, address(token), 0);
        assertBalance(bob.addr, NATIVE, 5);
        vm.assertEq(office.nonces(bob.addr), 0);
    }

    function test_WhileAuthorised_ANativePostIsBooked() public {
        MockHostilePermitToken token = _permitToken();
        credit(address(token), NATIVE, POSTAGE);
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        stamp.sender = address(token);
        token.arm(address(office), abi.encodeCall(office.post, (inputOf(stamp))), 0);
        office.depositWithAuthorization(address(token), bob.addr, carol.addr, 10, 0, 0, 0, 0, 0, 0);
        assertWord(idOf(stamp), IStamps.StampStatus.Open, false, false, NOW, 0);
        assertBalance(carol.addr, address(token), 10);
    }

    /// @dev Nothing is under way yet: the token may do what it might do before.
    function test_WhilePermitted_MovingTokensIsBooked() public {
        MockHostilePermitToken token = _permitToken();
        token.arm(address(office), abi.encodeCall(office.withdraw, (address(dollar), 1, carol.addr)), 0);
        vm.prank(bob.addr);
        office.depositWithPermit(address(token), bob.addr, 10, NOW, 0, 0, 0);
        vm.assertTrue(token.succeeded());
        vm.assertEq(dollar.balanceOf(carol.addr), 1);
        assertBalance(address(token), address(dollar), POSTAGE - 1);
        assertBalance(bob.addr, address(token), 10);
        assertHeld(address(token), 10);
    }

    /// @dev What comes in with the permit is not counted for the deposit.
    function test_WhilePermitted_TokensSentInAreNobodys() public {
        MockHostilePermitToken token = _permitToken();
        token.arm(address(token), abi.encodeCall(token.mint, (address(office), 10)), 0);
        vm.prank(bob.addr);
        office.depositWithPermit(address(token), bob.addr, 10, NOW, 0, 0, 0);
        vm.assertTrue(token.succeeded());
        assertBalance(bob.addr, address(token), 10);
        assertHeld(address(token), 20);
        vm.assertEq(token.balanceOf(bob.addr), PLENTY - 10);
    }

    function test_WhilePulled_AnswersAreUndoneWithThePayment() public {
        IStamps.Stamp memory stamp = _toTheToken();
        _token.arm(address(office), abi.encodeCall(office.collect, (only(stamp))), 0);
        _token.setShortBy(1);

        vm.expectRevert(
            abi.encodeWithSelector(ILedger.TokenAmountMismatch.selector, address(_token), POSTAGE, POSTAGE - 1)
        );
        post(stamp);
        vm.assertEq(uint8(statusOf(idOf(stamp))), uint8(IStamps.StampStatus.None));
        assertBalance(address(_token), address(_token), 0);
        assertBalance(relay.addr, address(_token), 0);
        assertHeld(address(_token), 0);
    }

    function test_WhilePushed_MovingTokensIsRefused() public {
        vm.prank(bob.addr);
        office.deposit(address(_token), bob.addr, 10);
        bytes[3] memory calls = [
            abi.encodeCall(office.withdraw, (NATIVE, 1, address(_token))),
            abi.encodeCall(office.withdraw, (address(dollar), 1, address(_token))),
            abi.encodeCall(office.deposit, (address(dollar), address(_token), 1))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            _token.arm(address(office), calls[i], 0);
            vm.prank(bob.addr);
            office.withdraw(address(_token), 1, carol.addr);
            _assertRefused(_token);
        }
        assertBalance(bob.addr, address(_token), 7);
        vm.assertEq(_token.balanceOf(carol.addr), 3);
    }

    function test_WhileEtherIsPushed_TheBalanceHasFallen() public {
        _receiver.arm(address(office), abi.encodeCall(office.balanceOf, (address(_receiver), 0)), 0);
        _withdrawToTheReceiver(POSTAGE);
        vm.assertEq(abi.decode(_receiver.answered(), (uint256)), POSTAGE);
    }

    function test_WhileEtherIsPushed_WithdrawingAgainIsRefused() public {
        bytes memory again = abi.encodeCall(office.withdraw, (NATIVE, 1, address(_receiver)));
        _receiver.arm(address(office), again, 0);
        _withdrawToTheReceiver(POSTAGE);
        _assertRefused(_receiver);

        bytes[] memory calls = new bytes[](1);
        calls[0] = again;
        _receiver.arm(address(office), abi.encodeCall(office.multicall, (calls)), 0);
        _withdrawToTheReceiver(1);
        _assertRefused(_receiver);
        assertBalance(address(_receiver), NATIVE, POSTAGE - 1);
        vm.assertEq(address(_receiver).balance, POSTAGE + 1);
    }

    /// @dev The signature that is being carried out is used already; the one after it waits for the guard.
    function test_WhileEtherIsPushed_WithdrawingForAnotherIsRefused() public {
        credit(bob.addr, NATIVE, 10);
        bytes memory first = _withdrawForOf(5, address(_receiver), 0);
        bytes memory second = _withdrawForOf(5, address(_receiver), 1);
        uint256 snapshot = vm.snapshotState();

        _receiver.arm(address(office), first, 0);
        (bool success, ) = address(office).call(first);
        vm.assertTrue(success);
        vm.assertFalse(_receiver.succeeded());
        vm.assertEq(_receiver.answered(), abi.encodeWithSelector(ISigned.InvalidSignature.selector, bob.addr));
        assertBalance(bob.addr, NATIVE, 5);

        vm.revertToState(snapshot);
        _receiver.arm(address(office), second, 0);
        (success, ) = address(office).call(first);
        vm.assertTrue(success);
        _assertRefused(_receiver);
        assertBalance(bob.addr, NATIVE, 5);
        vm.assertEq(office.nonces(bob.addr), 1);
        vm.assertEq(address(_receiver).balance, 5);
    }

    function test_WhileEtherIsPushed_DepositingATokenIsRefused() public {
        _receiver.arm(address(office), abi.encodeCall(office.deposit, (address(dollar), mallory.addr, 1)), 0);
        _withdrawToTheReceiver(1);
        _assertRefused(_receiver);
    }

    function test_WhileEtherIsPushed_DepositingEtherIsBooked() public {
        _receiver.arm(address(office), abi.encodeCall(office.deposit, (NATIVE, carol.addr, 5)), 5);
        _withdrawToTheReceiver(POSTAGE);
        vm.assertTrue(_receiver.succeeded());
        assertBalance(carol.addr, NATIVE, 5);
        assertBalance(address(_receiver), NATIVE, POSTAGE);
    }

    function test_WhileEtherIsPushed_PostingIsBooked() public {
        uint256 held = address(office).balance;
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        stamp.sender = address(_receiver);
        _receiver.arm(address(office), abi.encodeCall(office.post, (inputOf(stamp))), POSTAGE - 5);
        _withdrawToTheReceiver(POSTAGE);
        vm.assertTrue(_receiver.succeeded());
        assertWord(idOf(stamp), IStamps.StampStatus.Open, false, false, NOW, 0);
        assertBalance(address(_receiver), NATIVE, POSTAGE - 5);
        assertHeld(NATIVE, held - 5);
    }

    /// @dev The guard is free again after each call, also within one transaction.
    function test_TheGuardIsFreeAfterwards() public {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(office.withdraw, (NATIVE, 1, carol.addr));
        calls[1] = abi.encodeCall(office.withdraw, (NATIVE, 2, carol.addr));
        vm.prank(mallory.addr);
        office.multicall(calls);
        vm.assertEq(carol.addr.balance, 3);
    }

    /// @dev The token is a wallet of its own inbox, and accepts itself.
    function _toTheToken() private returns (IStamps.Stamp memory stamp) {
        _token.act(
            address(registry),
            abi.encodeCall(registry.register, (0, address(0), new IInboxRegistry.KeyInput[](0))),
            0
        );
        stamp = stampOf(address(_token), 1);
        stamp.inboxId = registry.inboxOf(address(_token));
        _token.act(
            address(office),
            abi.encodeCall(office.setTerms, (stamp.inboxId, address(_token), STAKE, WINDOW, false)),
            0
        );
    }

    /// @dev Bob has plenty of it, and it has a little in the ledger.
    function _permitToken() private returns (MockHostilePermitToken token) {
        token = new MockHostilePermitToken();
        token.mint(bob.addr, PLENTY);
        credit(address(token), address(dollar), POSTAGE);
    }

    /// @dev A call that collects the stamp by Alice's signature.
    function _settleForOf(IStamps.Stamp memory stamp) private view returns (bytes memory) {
        bytes memory signature = signAnswer(alice, only(stamp), true);
        return abi.encodeCall(office.settleFor, (only(stamp), true, alice.addr, signature));
    }

    /// @dev A call that withdraws ether of Bob's by his signature.
    function _withdrawForOf(uint256 amount, address to, uint256 nonce) private view returns (bytes memory) {
        bytes32 typehash = keccak256(
            "Withdraw(address owner,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)"
        );
        bytes32 structHash = keccak256(abi.encode(typehash, bob.addr, NATIVE, amount, to, nonce, NOW));
        bytes memory signature = sign(bob, officeDigest(structHash));
        return abi.encodeCall(office.withdrawFor, (bob.addr, NATIVE, amount, to, NOW, signature));
    }

    function _withdrawToTheReceiver(uint256 amount) private {
        _receiver.act(address(office), abi.encodeCall(office.withdraw, (NATIVE, amount, address(_receiver))), 0);
    }

    function _assertRefused(MockPuppet puppet) private view {
        vm.assertTrue(puppet.fired(), "fired");
        vm.assertFalse(puppet.succeeded(), "succeeded");
        vm.assertEq(
            puppet.answered(),
            abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
        );
    }
}
